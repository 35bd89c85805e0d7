package org.lumoauth.oauth.grant.devicecode.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.grant.devicecode.code.DeviceRequest;
import org.lumoauth.oauth.grant.devicecode.code.UserCode;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ModulePages;
import org.lumoauth.platform.web.PageReaders;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the pages. */
@Component(service = DevicePages.class)
public final class DevicePages {

  /** What the token of the form is for that takes a code. */
  static final String ENTER = "device";

  private final ModulePages pages;
  private final PageReaders readers;
  private final DeviceTerms terms;

  @Activate
  public DevicePages(
      @Reference ModulePages pages, @Reference PageReaders readers, @Reference DeviceTerms terms) {
    this.pages = pages;
    this.readers = readers;
    this.terms = terms;
  }

  /** What the token of the form is for that takes an answer: to this code and no other. */
  static String answering(UserCode code) {
    return ENTER + "/" + code.text();
  }

  /**
   * Asks for a code.
   *
   * @param session of whoever is signed in; without one the form has no token and leads to sign-in
   * @param typed what to fill in
   * @param error what was wrong with it
   */
  void ask(
      Exchange exchange,
      int status,
      Optional<Session> session,
      String typed,
      Optional<String> error)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", DeviceAddress.of(tenant));
    session.ifPresent(
        of ->
            model.put(
                "hidden", Map.of(PageReaders.FORM_TOKEN, readers.formToken(exchange, of, ENTER))));
    if (!typed.isEmpty()) {
      model.put("userCode", typed);
    }
    error.ifPresent(code -> model.put("error", code));
    model.put("self", PageReaders.path(DeviceAddress.of(tenant)));
    pages.show(exchange, status, "device-code", model);
  }

  /** Asks whether the device is the reader's own (RFC 8628 section 5.4). */
  void confirm(
      Exchange exchange, Session session, Client client, UserCode code, DeviceRequest request)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", DeviceAddress.of(tenant));
    model.put(
        "hidden",
        Map.of(
            DeviceAddress.USER_CODE,
            code.text(),
            PageReaders.FORM_TOKEN,
            readers.formToken(exchange, session, answering(code))));
    model.put("client", Map.of("name", client.name()));
    model.put("userCode", code.text());
    model.put("account", pages.account(tenant, session));
    model.put("switchUrl", DeviceAddress.with(tenant, code) + "&switch=1");
    model.put(
        "scopes",
        new TreeSet<>(request.scope()).stream().map(name -> Map.of("name", name)).toList());
    model.put("device", device(request));
    model.put("resources", request.resources()); // RFC 8707 section 3
    model.put("offline", DeviceTerms.offline(request));
    var lifetime = terms.access(tenant, request, session);
    lifetime.ifPresent(most -> model.put("lifetime", most.toSeconds()));
    model.put("session", lifetime.isEmpty() && !DeviceTerms.offline(request));
    model.put("accountUrl", tenant.issuer().replaceFirst("/api/v1$", "/account"));
    pages.show(exchange, 200, "device-confirm", model);
  }

  /** Says what was decided. */
  void done(Exchange exchange, Client client, boolean allowed) throws IOException {
    pages.show(
        exchange,
        200,
        "device-done",
        Map.of("allowed", allowed, "client", Map.of("name", client.name())));
  }

  /**
   * Says that it can't go on here.
   *
   * @param code why: {@code session_expired}, {@code form_refused}
   */
  void over(Exchange exchange, int status, String code) throws IOException {
    pages.error(exchange, status, code, Optional.of(DeviceAddress.of(exchange.tenant())));
  }

  private static Map<String, Object> device(DeviceRequest request) {
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("address", request.remoteAddress());
    request.userAgent().ifPresent(agent -> device.put("agent", agent));
    device.put("startedAt", request.startedAt());
    return device;
  }
}
