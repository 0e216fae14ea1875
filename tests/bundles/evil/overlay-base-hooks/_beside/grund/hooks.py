from pathlib import Path
Path('run').write_text('run')
