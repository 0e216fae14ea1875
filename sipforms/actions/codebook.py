"""The codebook as a document of its own: of a programme as it is, or of the versions that responses were made with."""

from sipforms.actions.export import Survey
from sipforms.engine.codebook import Codebook
from sipforms.engine.offers import Export, ExportOptions, ExportTable
from sipforms.engine.programme import Programme
from sipforms.plugins.formats.forms import codebook_of, laid_out


def codebook_for(programme: Programme, questionnaires: tuple[str, ...], options: ExportOptions) -> Codebook:
    """What an export of responses to these questionnaires of the programme, all made with this version, holds."""
    tables = (
        ExportTable(programme=programme.id, questionnaire=name, versions=(programme,), name=f"{programme.id}.{name}")
        for name in questionnaires
    )
    return _codebook(tuple(tables), options)


def codebook_here(found: Survey, options: ExportOptions) -> Codebook:
    """What an export of the responses that were found holds, under every version that one of them was made with."""
    return _codebook(found.tables, options)


def _codebook(tables: tuple[ExportTable, ...], options: ExportOptions) -> Codebook:
    export = Export(tables=tables, responses=lambda: iter(()), options=options)
    return codebook_of(laid_out(export), options.form)
