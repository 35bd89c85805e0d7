/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;

/** Writes a request as JSON, together with its task. */
public final class JitRequestViewFactory {

  private JitRequestViewFactory() {}

  public static Map<String, Object> of(TenantContext tenant, JitRequest request) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("request_id", request.id());
    view.put("status", request.status().wire());
    view.put("risk_level", request.risk().wire());
    view.put("authorization_details", request.wanted().details());
    view.put("required_scopes", request.wanted().scopes().stream().sorted().toList());
    if (request.status() == JitRequest.JitRequestStatus.APPROVED) {
      view.put("token_url", url(tenant, request, "token"));
      view.put("granted_ttl", request.ttlSeconds());
    }
    view.put("expires_at", request.expiresAt().toString());
    return view;
  }

  /** Returns the URL of the next operation on a request. */
  static String url(TenantContext tenant, JitRequest request, String what) {
    return tenant.issuer() + "/jit/request/" + request.id() + "/" + what;
  }
}
