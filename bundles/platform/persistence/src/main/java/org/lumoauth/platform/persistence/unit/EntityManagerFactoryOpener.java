/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.util.Map;
import java.util.Properties;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.apache.openjpa.persistence.PersistenceProviderImpl;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.migration.ContextClassLoaderScope;

/** Creates an OpenJPA entity manager factory without a container, an extender or JNDI. */
final class EntityManagerFactoryOpener {
  private EntityManagerFactoryOpener() {}

  static EntityManagerFactory open(PersistenceUnitDefinition definition, DataSource source) {
    var loader = new PersistenceUnitClassLoader(definition.loader());
    var info = new BundlePersistenceUnitInfo(definition, source, loader, properties());
    return ContextClassLoaderScope.in(
        loader,
        () -> {
          var factory =
              new PersistenceProviderImpl().createContainerEntityManagerFactory(info, Map.of());
          factory.createEntityManager().close(); // reads the mappings now, not during a request
          return factory;
        });
  }

  private static Properties properties() {
    var properties = new Properties();
    // An entity that was not enhanced at build time is a build error, detected here.
    properties.setProperty("openjpa.RuntimeUnenhancedClasses", "unsupported");
    properties.setProperty("openjpa.DynamicEnhancementAgent", "false");
    properties.setProperty("openjpa.Log", "slf4j");
    properties.setProperty("openjpa.MetaDataRepository", BundleMappingRepository.class.getName());
    properties.setProperty("openjpa.DataCache", "false"); // several servers share the database
    properties.setProperty("openjpa.QueryCache", "false");
    // The changelog defines the schema: OpenJPA neither creates nor reads it.
    properties.setProperty("openjpa.jdbc.SchemaFactory", "dynamic");
    // Values of rows must not appear in exceptions and logs.
    properties.setProperty("openjpa.ConnectionFactoryProperties", "PrintParameters=false");
    properties.setProperty("openjpa.jdbc.MappingDefaults", "jpa(ForeignKeyDeleteAction=restrict)");
    return properties;
  }
}
