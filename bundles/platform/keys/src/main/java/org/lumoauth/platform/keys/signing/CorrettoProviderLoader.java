/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.Provider;
import java.util.Optional;

/**
 * Loads the Amazon Corretto Crypto Provider. Its package is an optional import: without it, using
 * this class throws a {@link LinkageError}.
 */
final class CorrettoProviderLoader {

  private CorrettoProviderLoader() {}

  /** Returns the provider, if its native library loads and passes its self-tests. */
  static Optional<Provider> load() {
    AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
    boolean sound =
        provider.getLoadingError() == null && provider.runSelfTests() == SelfTestStatus.PASSED;
    return sound ? Optional.of(provider) : Optional.empty();
  }
}
