/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.lumoauth.api.key.SecretProtectionService;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's key for the platform API. It is read from {@code LUMOAUTH_BOOTSTRAP_API_KEY}, else
 * from the configuration, else from {@code bootstrap-api-key} in the data folder, which is created
 * at the first start. There is no default key, and the key is never logged.
 */
@Component(
    service = OperatorApiKey.class,
    configurationPid = "org.lumoauth.platform.apikeys",
    immediate = true)
@Designate(ocd = OperatorConfig.class)
public final class OperatorApiKey {
  static final String FILE = "bootstrap-api-key";

  private static final Logger LOG = LoggerFactory.getLogger(OperatorApiKey.class);
  private static final Pattern SHAPE = Pattern.compile("lmk_[A-Za-z0-9_-]{32,64}");

  private final byte[] digest;

  @Activate
  public OperatorApiKey(
      BundleContext bundle, OperatorConfig config, @Reference SecretProtectionService vault) {
    this(
        System::getenv,
        config.bootstrapApiKey(),
        Optional.ofNullable(bundle.getProperty("karaf.data")),
        vault);
  }

  OperatorApiKey(
      UnaryOperator<String> environment,
      String configured,
      Optional<String> karafData,
      SecretProtectionService vault) {
    this.digest = digest(found(environment, configured, karafData, vault));
  }

  /** Returns whether the text is the operator's key, compared in constant time. */
  boolean matches(String text) {
    return MessageDigest.isEqual(digest, digest(text));
  }

  /** Returns whether the text has the format of an operator's key. */
  static boolean hasKeyFormat(String text) {
    return SHAPE.matcher(text).matches();
  }

  private static String found(
      UnaryOperator<String> environment,
      String configured,
      Optional<String> karafData,
      SecretProtectionService vault) {
    var fromEnvironment = environment.apply("LUMOAUTH_BOOTSTRAP_API_KEY");
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return checked(fromEnvironment.strip(), "LUMOAUTH_BOOTSTRAP_API_KEY");
    }
    if (configured != null && !configured.isBlank()) {
      return checked(configured.strip(), "bootstrapApiKey");
    }
    var folder =
        Optional.ofNullable(environment.apply("LUMOAUTH_DATA"))
            .filter(text -> !text.isBlank())
            .or(() -> karafData)
            .orElseThrow(
                () -> new IllegalStateException("LUMOAUTH_DATA must be set to the data folder"));
    var path = Path.of(folder).toAbsolutePath().resolve(FILE);
    var key = new OperatorKeyFile(path).readOrCreate(() -> "lmk_" + vault.newSecret());
    LOG.info("operator_key_ready file={}", path);
    return checked(key, path.toString());
  }

  private static String checked(String key, String where) {
    if (!hasKeyFormat(key)) {
      throw new IllegalStateException(
          where
              + " is not a valid operator key: expected lmk_ and 32 to 64 letters, digits, "
              + "- or _");
    }
    return key;
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }
}
