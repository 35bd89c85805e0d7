/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that does its work by another, and counts the signatures that it is asked for. */
public final class CountingCryptoProvider extends Provider {
  private static final long serialVersionUID = 1L;

  private final transient Provider real;
  private final transient AtomicInteger signatures = new AtomicInteger();

  public CountingCryptoProvider(Provider real) {
    super("Counted", "1", "counts");
    this.real = real;
  }

  /** As whoever chose it would hand it on. */
  public JcaProviderSelector chosen() {
    return new JcaProviderSelector(Optional.of(this));
  }

  public int signatures() {
    return signatures.get();
  }

  @Override
  public Service getService(String type, String algorithm) {
    Service service = real.getService(type, algorithm);
    return service == null ? null : new Counted(service);
  }

  private final class Counted extends Service {
    private final Service service;

    Counted(Service service) {
      super(
          CountingCryptoProvider.this,
          service.getType(),
          service.getAlgorithm(),
          service.getClassName(),
          null,
          null);
      this.service = service;
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      if (getType().equals("Signature")) {
        signatures.incrementAndGet();
      }
      return service.newInstance(parameter);
    }
  }
}
