/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.net.URL;
import java.util.List;
import java.util.Properties;
import javax.persistence.SharedCacheMode;
import javax.persistence.ValidationMode;
import javax.persistence.spi.ClassTransformer;
import javax.persistence.spi.PersistenceUnitInfo;
import javax.persistence.spi.PersistenceUnitTransactionType;
import javax.sql.DataSource;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;

/** A unit in the form required by JPA's provider interface (JPA 2.1 section 9.7). */
final class BundlePersistenceUnitInfo implements PersistenceUnitInfo {
  private final PersistenceUnitDefinition definition;
  private final DataSource source;
  private final ClassLoader loader;
  private final Properties properties;

  BundlePersistenceUnitInfo(
      PersistenceUnitDefinition definition,
      DataSource source,
      ClassLoader loader,
      Properties properties) {
    this.definition = definition;
    this.source = source;
    this.loader = loader;
    this.properties = properties;
  }

  @Override
  public String getPersistenceUnitName() {
    return definition.name();
  }

  @Override
  public String getPersistenceProviderClassName() {
    return PersistenceProviderImpl.class.getName();
  }

  @Override
  public PersistenceUnitTransactionType getTransactionType() {
    return PersistenceUnitTransactionType.RESOURCE_LOCAL;
  }

  @Override
  public DataSource getJtaDataSource() {
    return null;
  }

  @Override
  public DataSource getNonJtaDataSource() {
    return source;
  }

  @Override
  public List<String> getMappingFileNames() {
    return List.of();
  }

  @Override
  public List<URL> getJarFileUrls() {
    return List.of();
  }

  @Override
  public URL getPersistenceUnitRootUrl() {
    return null;
  }

  @Override
  public List<String> getManagedClassNames() {
    return definition.entities().stream().map(Class::getName).toList();
  }

  @Override
  public boolean excludeUnlistedClasses() {
    return true;
  }

  @Override
  public SharedCacheMode getSharedCacheMode() {
    return SharedCacheMode.NONE;
  }

  @Override
  public ValidationMode getValidationMode() {
    return ValidationMode.NONE;
  }

  @Override
  public Properties getProperties() {
    return properties;
  }

  @Override
  public String getPersistenceXMLSchemaVersion() {
    return "2.1";
  }

  @Override
  public ClassLoader getClassLoader() {
    return loader;
  }

  @Override
  public void addTransformer(ClassTransformer transformer) {
    // Entities are enhanced at build time.
  }

  @Override
  public ClassLoader getNewTempClassLoader() {
    return loader;
  }
}
