/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the master key and registers it once it is known to belong to the database. Until then,
 * components that require a key do not start, and readiness reports the reason. The file is read
 * every two seconds until the key is correct.
 */
@Component(
    configurationPid = KeysConfig.PID,
    immediate = true,
    property = {"lumoauth.kind=readiness", "lumoauth.name=master-key"})
@Designate(ocd = KeysConfig.class)
public final class MasterKeyActivator implements ReadinessProbe {

  private static final Logger LOG = LoggerFactory.getLogger(MasterKeyActivator.class);

  private static final long RETRY_SECONDS = 2;

  private final BundleContext bundle;
  private final Callable<MasterKey> source;
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(MasterKeyActivator::thread);
  private Optional<String> problem = Optional.empty();
  private Optional<ServiceRegistration<MasterKey>> offered = Optional.empty();
  private boolean isClosed;

  @Activate
  public MasterKeyActivator(
      BundleContext bundle, KeysConfig config, @Reference KeysPersistenceUnit unit) {
    this(bundle, source(config, unit), Duration.ofSeconds(RETRY_SECONDS));
  }

  MasterKeyActivator(BundleContext bundle, Callable<MasterKey> source, Duration pause) {
    this.bundle = bundle;
    this.source = source;
    if (!attempt()) {
      Future<?> unused =
          retries.scheduleWithFixedDelay(
              this::retry, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Deactivate
  void withdraw() {
    retries.shutdownNow();
    synchronized (this) {
      isClosed = true;
      offered.ifPresent(ServiceRegistration::unregister);
    }
  }

  @Override
  public synchronized Optional<String> findUnreadyReason() {
    return problem;
  }

  private static Callable<MasterKey> source(KeysConfig config, KeysPersistenceUnit unit) {
    var location = new MasterKeyFileLocator(System::getenv, System::getProperty);
    var file = new MasterKeyFile(location.resolve(config.masterKeyFile()));
    return () -> open(file, unit.get());
  }

  /** Retries, so that the server recovers without a restart when the operator restores the file. */
  private void retry() {
    try {
      if (attempt()) {
        LOG.info("master-key.restored");
        retries.shutdown();
      }
    } catch (RuntimeException e) {
      LOG.warn("master-key.retry_failed reason={}", e.toString());
    }
  }

  /** Registers the key if it is correct. */
  private boolean attempt() {
    MasterKey key;
    try {
      key = source.call();
    } catch (MasterKeyException e) {
      refuse(e.getMessage());
      return false;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    offer(key);
    return true;
  }

  private synchronized void refuse(String reason) {
    if (!problem.equals(Optional.of(reason))) {
      LOG.error("master-key.refused: {}", reason);
    }
    problem = Optional.of(reason);
  }

  private void offer(MasterKey key) {
    synchronized (this) {
      if (isClosed) {
        return;
      }
    }
    // Registered outside the lock, because it activates the components that wait for the key.
    ServiceRegistration<MasterKey> registration =
        bundle.registerService(MasterKey.class, key, null);
    synchronized (this) {
      problem = Optional.empty();
      offered = Optional.of(registration);
      if (isClosed) {
        registration.unregister();
      }
    }
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "lumoauth-master-key");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Reads the key, or creates it if the database was never used with one.
   *
   * @throws MasterKeyException if the key is missing, malformed, readable by others or does not
   *     match the database
   */
  static MasterKey open(MasterKeyFile file, PersistenceUnit unit) throws MasterKeyException {
    var check = new MasterKeyCheck(unit);
    if (!file.exists() && check.isDatabaseInUse()) {
      throw new MasterKeyException(
          "The database contains data of a master key, but the master key file "
              + file.path()
              + " is missing. Restore it from your backup, or set its path in"
              + " LUMOAUTH_MASTER_KEY_FILE.");
    }
    MasterKey key = new MasterKey(file.exists() ? file.read() : create(file));
    if (!check.matches(key)) {
      throw new MasterKeyException(
          "The master key in "
              + file.path()
              + " does not belong to this database. Restore the correct file, or configure"
              + " the database of this key.");
    }
    return key;
  }

  private static byte[] create(MasterKeyFile file) throws MasterKeyException {
    byte[] key = file.create();
    LOG.warn(
        "master-key.created: {} was created; back it up separately from the " + "database",
        file.path());
    return key;
  }
}
