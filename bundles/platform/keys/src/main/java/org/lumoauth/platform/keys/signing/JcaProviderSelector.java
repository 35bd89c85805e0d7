/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.Provider;
import java.util.Optional;
import org.lumoauth.platform.keys.KeysConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JCA provider of signatures and RSA keys, selected at startup: the Amazon Corretto Crypto
 * Provider if its native library loads (about thirty times faster than the JDK for ES256),
 * otherwise the JDK. It is passed explicitly and never registered globally, so that the bundle can
 * be refreshed.
 */
@Component(service = JcaProviderSelector.class, configurationPid = KeysConfig.PID)
public final class JcaProviderSelector {

  private static final Logger LOG = LoggerFactory.getLogger(JcaProviderSelector.class);

  private final Optional<Provider> provider;

  @Activate
  public JcaProviderSelector(KeysConfig config) {
    this(config.cryptoProvider().equals("jdk") ? Optional.empty() : nativeProvider());
    LOG.info("crypto-provider.chosen: {}", name());
  }

  JcaProviderSelector(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** Returns the provider of the JDK. */
  public static JcaProviderSelector jdk() {
    return new JcaProviderSelector(Optional.empty());
  }

  /** Returns the native provider if available. */
  public static JcaProviderSelector fastest() {
    return new JcaProviderSelector(nativeProvider());
  }

  /** Returns the provider; empty means the JDK's default. */
  public Optional<Provider> get() {
    return provider;
  }

  /**
   * Returns a generator of RSA keys of this size. The JDK requires a large part of a second for one
   * key.
   */
  public JWKGenerator<RSAKey> rsaKeys(int bits) {
    return new RSAKeyGenerator(bits).provider(provider.orElse(null));
  }

  /** Returns name and version for the log and health checks. */
  String name() {
    return provider
        .map(found -> found.getName() + " " + found.getVersionStr())
        .orElse("JDK " + Runtime.version().feature());
  }

  private static Optional<Provider> nativeProvider() {
    try {
      return CorrettoProviderLoader.load();
    } catch (LinkageError e) {
      LOG.debug("crypto-provider.absent: {}", e.toString());
      return Optional.empty();
    }
  }
}
