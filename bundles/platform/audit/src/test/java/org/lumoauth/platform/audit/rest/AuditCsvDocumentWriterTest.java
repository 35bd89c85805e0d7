/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AuditCsvDocumentWriterTest {

  @Test
  void quotesCellAndDoublesQuotes() {
    assertEquals("\"a,\"\"b\"\"\"", AuditCsvDocumentWriter.cell("a,\"b\""));
  }

  @Test
  void escapesFormulaCell() {
    assertEquals("'=1+1", AuditCsvDocumentWriter.cell("=1+1"));
  }

  @Test
  void leavesAnAbsentValueEmpty() {
    assertEquals("", AuditCsvDocumentWriter.cell(null));
  }
}
