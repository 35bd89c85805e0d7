/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import java.util.Set;

/**
 * The supported encryption algorithms. RSA1_5 (RFC 8725 section 3.2), RSA-OAEP with SHA-1,
 * symmetric keys and passwords are not supported.
 */
public final class JweAlgorithms {

  /** RFC 7518 section 4. */
  public static final Set<String> ALGORITHMS =
      Set.of("RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW");

  /** RFC 7518 section 5. */
  public static final Set<String> ENCODINGS =
      Set.of("A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512");

  private JweAlgorithms() {}
}
