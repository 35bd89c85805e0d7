/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import java.util.OptionalLong;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.HttpHeaders;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The context of a directory request.
 *
 * @param exchange the HTTP exchange
 * @param tenant the tenant of the users
 * @param by the caller, for the audit log
 */
public record DirectoryRequestContext(
    HttpExchange exchange, TenantContext tenant, AuditInitiator by) {

  public static DirectoryRequestContext of(HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    var by = AuditInitiator.of(exchange.caller(), exchange.requestInfo());
    return new DirectoryRequestContext(exchange, exchange.tenant(), by);
  }

  /**
   * Returns the version expected by {@code If-Match} (RFC 9110 section 13.1.1); empty without the
   * header or for {@code *}.
   *
   * @throws ApiException 412 {@code precondition_failed} for a tag that this server never issues
   */
  public OptionalLong version() {
    var tag = exchange.request().getHeader(HttpHeaders.IF_MATCH);
    if (tag == null || tag.strip().equals("*")) {
      return OptionalLong.empty();
    }
    var text = tag.strip();
    if (!text.matches("\"[0-9]{1,18}\"")) {
      throw new ApiException(
          412,
          "precondition_failed",
          "The If-Match value is not an ETag of this resource. Read the resource " + "again.");
    }
    return OptionalLong.of(Long.parseLong(text.substring(1, text.length() - 1)));
  }
}
