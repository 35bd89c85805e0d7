package org.lumoauth.agents.vault.link;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.tenant.TenantContext;

/** Where people go. */
public final class ConnectionPageUrls {

  private static final Pattern ID = Pattern.compile("/connections/(con_[0-9A-Z]{26})/[a-z]+$");

  private ConnectionPageUrls() {}

  /** The URL of the page from which a person goes to the provider. */
  public static String authorize(TenantContext tenant, String connectionId) {
    return base(tenant) + "/connections/" + connectionId + "/authorize";
  }

  /**
   * The redirect URI of a connection. Each has its own, so that no provider's answer is taken for
   * that of another one (RFC 9700 section 4.4.2.2).
   */
  public static String callback(TenantContext tenant, String connectionId) {
    return base(tenant) + "/connections/" + connectionId + "/callback";
  }

  /** The URL of the page with what the reader has linked. */
  static String account(TenantContext tenant) {
    return base(tenant) + "/account/connections";
  }

  /** The connection that a path of these names; empty text if it names none. */
  static String connectionOf(String path) {
    Matcher id = ID.matcher(path);
    return id.find() ? id.group(1) : "";
  }

  private static String base(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "");
  }
}
