/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.util.regex.Pattern;

/**
 * The format of client ids: {@code cli_} and a ULID if this server generated it, {@code cli_} and
 * some letters and digits if it was imported.
 */
public final class ClientIdFormat {

  private static final Pattern SHAPE = Pattern.compile("cli_[A-Za-z0-9]{1,36}");

  private ClientIdFormat() {}

  /** Returns whether a registered client can have this id. */
  public static boolean matches(String clientId) {
    return SHAPE.matcher(clientId).matches();
  }
}
