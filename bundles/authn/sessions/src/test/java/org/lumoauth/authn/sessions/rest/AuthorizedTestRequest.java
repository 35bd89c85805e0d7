/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions.rest;

import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/** A request as a resource gets it after authentication and authorization. */
final class AuthorizedTestRequest {
  private final TenantContext tenant;
  private final Caller caller;
  private final Set<String> permissions = new HashSet<>();
  private final Map<String, String> headers;

  AuthorizedTestRequest(TenantContext tenant, Caller caller, Map<String, String> headers) {
    this.tenant = tenant;
    this.caller = caller;
    this.headers = headers;
  }

  AuthorizedTestRequest(TenantContext tenant, Caller caller) {
    this(tenant, caller, Map.of());
  }

  /** Lets the caller do these things. */
  AuthorizedTestRequest allowed(String... some) {
    permissions.addAll(Set.of(some));
    return this;
  }

  HttpServletRequest build() {
    var request = new HttpServletRequest[1];
    var exchange =
        proxy(
            HttpExchange.class,
            (name, argument) ->
                switch (name) {
                  case "tenant" -> tenant;
                  case "caller" -> caller;
                  case "request" -> request[0];
                  case "requestInfo" ->
                      new AuditEvent.RequestInfo(
                          "req-1", "192.0.2.7", Optional.empty(), Optional.empty());
                  case "permits" -> permissions.contains(argument);
                  case "require" -> {
                    if (!permissions.contains(argument)) {
                      throw ApiException.forbidden("The test does not allow " + argument + ".");
                    }
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(name);
                });
    request[0] =
        proxy(
            HttpServletRequest.class,
            (name, argument) ->
                switch (name) {
                  case "getAttribute" -> exchange;
                  case "getHeader" -> headers.get(argument);
                  default -> throw new UnsupportedOperationException(name);
                });
    return request[0];
  }

  private interface Answers {
    Object to(String method, Object argument);
  }

  private static <T> T proxy(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answers.to(method.getName(), arguments == null ? null : arguments[0])));
  }
}
