package org.lumoauth.platform.apikeys.bootstrap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.lumoauth.api.key.SecretVault;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recognizes the operator's key. */
@Component(service = BootstrapKey.class, configurationPid = BootstrapConfig.PID)
@Designate(ocd = BootstrapConfig.class)
public final class BootstrapKey {
  private static final Logger LOG = LoggerFactory.getLogger(BootstrapKey.class);
  private static final int SHORTEST = 24;

  private final byte[] key;

  @Activate
  public BootstrapKey(BundleContext context, @Reference SecretVault vault, BootstrapConfig config)
      throws IOException {
    this(
        Optional.ofNullable(System.getenv("LUMOAUTH_BOOTSTRAP_API_KEY"))
            .or(() -> Optional.of(config.bootstrap_api_key()))
            .map(String::strip)
            .filter(text -> !text.isEmpty()),
        BootstrapKeyFile.in(context),
        vault);
  }

  BootstrapKey(Optional<String> configured, BootstrapKeyFile file, SecretVault vault)
      throws IOException {
    if (configured.isPresent() && configured.get().length() < SHORTEST) {
      throw new IllegalStateException(
          "LUMOAUTH_BOOTSTRAP_API_KEY is too short: it is to have "
              + SHORTEST
              + " characters at least. Leave it empty to have one made.");
    }
    String text =
        configured.isPresent() ? configured.get() : file.readOrCreate("lmk_" + vault.newSecret());
    this.key = text.getBytes(StandardCharsets.UTF_8);
    LOG.info("bootstrap_key source={}", configured.isPresent() ? "settings" : file.path());
  }

  /** Whether this is the operator's key, compared in constant time. */
  boolean matches(String presented) {
    return MessageDigest.isEqual(key, presented.getBytes(StandardCharsets.UTF_8));
  }
}
