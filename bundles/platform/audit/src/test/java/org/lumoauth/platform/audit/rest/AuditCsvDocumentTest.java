package org.lumoauth.platform.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AuditCsvDocumentTest {

  @Test
  void quotesACellWithACommaAndDoublesItsQuotes() {
    assertEquals("\"a,\"\"b\"\"\"", AuditCsvDocument.cell("a,\"b\""));
  }

  @Test
  void keepsASpreadsheetFromRunningACell() {
    assertEquals("'=1+1", AuditCsvDocument.cell("=1+1"));
  }

  @Test
  void leavesAnAbsentValueEmpty() {
    assertEquals("", AuditCsvDocument.cell(null));
  }
}
