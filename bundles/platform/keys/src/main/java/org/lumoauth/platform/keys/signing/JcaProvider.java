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
 * The JCA provider of signatures and RSA keys, chosen once at start: Amazon Corretto Crypto
 * Provider where its native library loads (some thirty times the JDK's ES256), else the JDK. It is
 * handed to whoever signs or makes keys and never registered globally, so that the bundle can be
 * refreshed.
 */
@Component(service = JcaProvider.class, configurationPid = KeysConfig.PID)
public final class JcaProvider {

  private static final Logger LOG = LoggerFactory.getLogger(JcaProvider.class);

  private final Optional<Provider> provider;

  @Activate
  public JcaProvider(KeysConfig config) {
    this(config.cryptoProvider().equals("jdk") ? Optional.empty() : nativeProvider());
    LOG.info("crypto-provider.chosen: {}", name());
  }

  JcaProvider(Optional<Provider> provider) {
    this.provider = provider;
  }

  /** The JDK's own. */
  public static JcaProvider jdk() {
    return new JcaProvider(Optional.empty());
  }

  /** The native one where there is one. */
  public static JcaProvider fastest() {
    return new JcaProvider(nativeProvider());
  }

  /** The provider; empty means the JDK's own choice. */
  public Optional<Provider> get() {
    return provider;
  }

  /** What makes RSA keys of this size: the JDK takes a large part of a second for one. */
  public JWKGenerator<RSAKey> rsaKeys(int bits) {
    return new RSAKeyGenerator(bits).provider(provider.orElse(null));
  }

  /** Name and version, for the log and for health. */
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
