package org.lumoauth.api.token;

import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** Encrypts tokens to their receivers, and request objects to us (RFC 7516). */
@ProviderType
public interface JwtEncryption {

  /** Key management algorithms that it takes. */
  Set<String> algorithms();

  /** Content encryption algorithms that it takes. */
  Set<String> encodings();

  /**
   * Encrypts a signed JWT as a nested JWT (RFC 7519 section 5.2).
   *
   * @param recipientKey a public JWK
   * @param algorithm {@code alg}
   * @param encoding {@code enc}
   * @throws IllegalArgumentException if key and algorithms do not fit
   */
  String encrypt(String jwt, Map<String, Object> recipientKey, String algorithm, String encoding);
}
