package org.lumoauth.platform.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CsvExportTest {

  @Test
  void quotesACellWithACommaAndDoublesItsQuotes() {
    assertEquals("\"a,\"\"b\"\"\"", CsvExport.cell("a,\"b\""));
  }

  @Test
  void keepsASpreadsheetFromRunningACell() {
    assertEquals("'=1+1", CsvExport.cell("=1+1"));
  }

  @Test
  void leavesAnAbsentValueEmpty() {
    assertEquals("", CsvExport.cell(null));
  }
}
