package org.lumoauth.agents.jit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.api.delivery.Notice;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.outbound.OutboundHttp;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.KeptAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells agents what became of their requests, where they want that: signed, and guarded. */
@Component(service = Callbacks.class)
public final class Callbacks {

  private static final int MAX_URL = 500;

  private final SecretVault vault;
  private final OutboundHttp http;
  private final Neighbours neighbours;

  @Activate
  public Callbacks(
      @Reference SecretVault vault,
      @Reference OutboundHttp http,
      @Reference Neighbours neighbours) {
    this.vault = vault;
    this.http = http;
    this.neighbours = neighbours;
  }

  /**
   * Where an agent wants to be told.
   *
   * @param url the address
   * @param secret by which it is signed: the agent is told it once
   */
  record Wish(String url, String secret) {
    @Override
    public String toString() {
      return "Wish[" + url + "]";
    }
  }

  /**
   * Reads the address.
   *
   * @throws Problem 422 {@code validation_error}
   */
  Wish read(String url) {
    try {
      URI address = URI.create(url);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web
          && url.length() <= MAX_URL
          && address.getHost() != null
          && address.getUserInfo() == null
          && address.getFragment() == null) {
        KeptAddress.require(http, "callback_url", address);
        return new Wish(url, vault.newSecret());
      }
    } catch (IllegalArgumentException e) {
      throw refused();
    }
    throw refused();
  }

  Request.Callback sealed(TenantContext tenant, String requestId, Wish wish) {
    return new Request.Callback(
        wish.url(),
        vault.encrypt(
            tenant.id(), context(requestId), wish.secret().getBytes(StandardCharsets.UTF_8)));
  }

  /** Has the agent told. */
  void tell(TenantContext tenant, Request request) {
    request
        .callback()
        .ifPresent(
            callback -> {
              byte[] secret = vault.decrypt(tenant.id(), context(request.id()), callback.secret());
              var notice =
                  new Notice(
                      "jit-callback",
                      request.id(),
                      URI.create(callback.url()),
                      body(tenant, request),
                      new String(secret, StandardCharsets.UTF_8));
              neighbours.notices(notices -> notices.send(tenant, notice));
            });
  }

  private static Map<String, Object> body(TenantContext tenant, Request request) {
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

  private static Problem refused() {
    return Problem.invalid("callback_url", "callback_url is an http(s) address.");
  }
}
