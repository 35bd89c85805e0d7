package org.lumoauth.oauth.clients;

import java.util.regex.Pattern;

/**
 * What an id of a registered client looks like: {@code cli_} and a ULID where this server made it,
 * {@code cli_} and some letters and digits where a document brought it.
 */
public final class ClientIdFormat {

  private static final Pattern SHAPE = Pattern.compile("cli_[A-Za-z0-9]{1,36}");

  private ClientIdFormat() {}

  /** Whether a registered client can have this id. */
  public static boolean matches(String clientId) {
    return SHAPE.matcher(clientId).matches();
  }
}
