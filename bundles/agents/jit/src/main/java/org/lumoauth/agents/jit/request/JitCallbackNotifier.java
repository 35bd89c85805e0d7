/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.agents.jit.JitOptionalModuleLookup;
import org.lumoauth.api.delivery.WebhookNotification;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.OutboundUrlPolicy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sends the results of requests to the callback URL of the agent, signed and through the guarded
 * HTTP client.
 */
@Component(service = JitCallbackNotifier.class)
public final class JitCallbackNotifier {

  private static final int MAX_URL = 500;

  private final SecretProtectionService vault;
  private final OutboundHttpClient http;
  private final JitOptionalModuleLookup neighbours;

  @Activate
  public JitCallbackNotifier(
      @Reference SecretProtectionService vault,
      @Reference OutboundHttpClient http,
      @Reference JitOptionalModuleLookup neighbours) {
    this.vault = vault;
    this.http = http;
    this.neighbours = neighbours;
  }

  /**
   * The callback of an agent.
   *
   * @param url the address
   * @param secret the signing secret, which is returned to the agent only once
   */
  record CallbackTarget(String url, String secret) {
    @Override
    public String toString() {
      return "Wish[" + url + "]";
    }
  }

  /**
   * Validates the address.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  CallbackTarget read(String url) {
    try {
      URI address = URI.create(url);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web
          && url.length() <= MAX_URL
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getFragment() == null) {
        OutboundUrlPolicy.require(http, "callback_url", address);
        return new CallbackTarget(url, vault.newSecret());
      }
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    throw refused();
  }

  JitRequest.JitRequestCallback seal(TenantContext tenant, String requestId, CallbackTarget wish) {
    return new JitRequest.JitRequestCallback(
        wish.url(),
        vault.encrypt(
            tenant.id(), context(requestId), wish.secret().getBytes(StandardCharsets.UTF_8)));
  }

  /** Schedules the notification of the agent. */
  void sendNotification(TenantContext tenant, JitRequest request) {
    request
        .callback()
        .ifPresent(
            callback -> {
              byte[] secret = vault.decrypt(tenant.id(), context(request.id()), callback.secret());
              var notice =
                  new WebhookNotification(
                      "jit-callback",
                      request.id(),
                      URI.create(callback.url()),
                      body(tenant, request),
                      new String(secret, StandardCharsets.UTF_8));
              neighbours.notices(notices -> notices.send(tenant, notice));
            });
  }

  private static Map<String, Object> body(TenantContext tenant, JitRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("request_id", request.id());
    body.put("task_id", request.taskId());
    body.put("status", request.status().wire());
    body.put("risk_level", request.risk().wire());
    body.put("status_url", tenant.issuer() + "/jit/request/" + request.id() + "/status");
    return body;
  }

  private static String context(String requestId) {
    return "jit-callback/" + requestId;
  }

  private static ApiException refused() {
    return ApiException.invalid("callback_url", "`callback_url` must be an http(s) address.");
  }
}
