package org.lumoauth.platform.audit.rest;

import java.util.List;

/** Records as JSON. */
public record JsonExport(List<AuditLogEntry> data, Meta meta) {

  /**
   * @param total how many records are in it
   * @param exportedAt when it was made
   */
  public record Meta(int total, String exportedAt) {}
}
