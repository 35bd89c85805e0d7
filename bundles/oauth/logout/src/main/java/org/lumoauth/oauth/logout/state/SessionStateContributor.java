/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.state;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.authorization.AuthorizationResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Adds {@code session_state} to responses and sets the cookie with which the frame compares it. The
 * cookie discloses only that the session has changed.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-connect-session-1_0.html#CreatingUpdatingSessions">OpenID
 *     Connect Session Management section 2</a>
 */
@Component(
    service = {AuthorizationResponseContributor.class, SessionStateContributor.class},
    property = {"lumoauth.kind=authorization-response", "lumoauth.name=session_state"})
public final class SessionStateContributor implements AuthorizationResponseContributor {

  /** The name of the cookie, also used by the frame's script. */
  static final String COOKIE = "lumoauth_browser_state";

  private static final String PURPOSE = "browser-state";

  private final SecretProtectionService vault;

  @Activate
  public SessionStateContributor(@Reference SecretProtectionService vault) {
    this.vault = vault;
  }

  @Override
  public AuthorizationResponseAddition add(
      TenantContext tenant, AuthorizationRequest request, Session session) {
    if (!request.scope().contains("openid")) {
      return new AuthorizationResponseAddition(Map.of(), List.of());
    }
    String state = state(tenant, session);
    String salt = vault.newSecret().substring(0, 16);
    String text = String.join(" ", request.clientId(), origin(request.redirectUri()), state, salt);
    return new AuthorizationResponseAddition(
        Map.of("session_state", sha256(text) + "." + salt),
        List.of(COOKIE + "=" + state + attributes(tenant)));
  }

  /** Returns the value of the {@code Set-Cookie} header that deletes the cookie. */
  public String clearCookie(TenantContext tenant) {
    return COOKIE + "=; Max-Age=0" + attributes(tenant);
  }

  private String state(TenantContext tenant, Session session) {
    return base64(vault.hash(PURPOSE, tenant.id() + "." + session.id()));
  }

  /**
   * Returns the cookie attributes. The script of the frame reads the cookie in third-party pages,
   * so the cookie is limited to the frame's path.
   */
  private static String attributes(TenantContext tenant) {
    String path = URI.create(tenant.issuer()).getPath() + "/oauth/check_session";
    boolean secure = tenant.issuer().startsWith("https:");
    return "; Path=" + path + (secure ? "; Secure; SameSite=None" : "; SameSite=Lax");
  }

  /** Returns the origin as browsers serialize it, without the default port. */
  private static String origin(String uri) {
    URI parsed = URI.create(uri);
    int usual = "https".equals(parsed.getScheme()) ? 443 : 80;
    String port = parsed.getPort() < 0 || parsed.getPort() == usual ? "" : ":" + parsed.getPort();
    return parsed.getScheme() + "://" + parsed.getHost() + port;
  }

  private static String sha256(String text) {
    try {
      return base64(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime does not support SHA-256.", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
