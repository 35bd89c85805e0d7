package org.lumoauth.platform.keys.master;

import java.util.Optional;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.platform.keys.KeysConfig;
import org.lumoauth.platform.keys.KeysUnit;
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
 * Finds the master key and offers it to the bundle once it is known to belong to the database.
 * Until then nothing that needs a key starts, and readiness says why.
 */
@Component(
    configurationPid = KeysConfig.PID,
    immediate = true,
    property = {"lumoauth.kind=readiness", "lumoauth.name=master-key"})
@Designate(ocd = KeysConfig.class)
public final class MasterKeyGuard implements ReadinessProbe {

  private static final Logger LOG = LoggerFactory.getLogger(MasterKeyGuard.class);

  private final Optional<String> problem;
  private final Optional<ServiceRegistration<MasterKey>> offered;

  @Activate
  public MasterKeyGuard(BundleContext bundle, KeysConfig config, @Reference KeysUnit unit) {
    var location = new MasterKeyLocation(System::getenv, System::getProperty);
    Optional<MasterKey> key = Optional.empty();
    Optional<String> refusal = Optional.empty();
    try {
      var file = new MasterKeyFile(location.resolve(config.masterKeyFile()));
      key = Optional.of(open(file, unit.get()));
    } catch (MasterKeyException e) {
      LOG.error("master-key.refused: {}", e.getMessage());
      refusal = Optional.of(e.getMessage());
    }
    this.problem = refusal;
    this.offered = key.map(found -> bundle.registerService(MasterKey.class, found, null));
  }

  @Deactivate
  void withdraw() {
    offered.ifPresent(ServiceRegistration::unregister);
  }

  @Override
  public Optional<String> unready() {
    return problem;
  }

  /**
   * Reads the key, or makes it if the database has never seen one.
   *
   * @throws MasterKeyException if the key is missing, malformed, open to others or another one
   */
  static MasterKey open(MasterKeyFile file, PersistenceUnit unit) throws MasterKeyException {
    var check = new MasterKeyCheck(unit);
    if (!file.exists() && check.databaseIsInUse()) {
      throw new MasterKeyException(
          "The database holds data of a master key, but the master key file "
              + file.path()
              + " is missing. Restore it from your backup, or name its place in"
              + " LUMOAUTH_MASTER_KEY_FILE.");
    }
    MasterKey key = new MasterKey(file.exists() ? file.read() : create(file));
    if (!check.belongs(key)) {
      throw new MasterKeyException(
          "The master key in "
              + file.path()
              + " is not the one that this database was made with. Restore the right file, or point"
              + " the server at its own database.");
    }
    return key;
  }

  private static byte[] create(MasterKeyFile file) throws MasterKeyException {
    byte[] key = file.create();
    LOG.warn("master-key.created: {} was made; back it up apart from the database", file.path());
    return key;
  }
}
