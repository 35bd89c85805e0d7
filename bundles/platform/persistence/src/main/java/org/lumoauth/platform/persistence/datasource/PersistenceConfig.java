package org.lumoauth.platform.persistence.datasource;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.persistence.cfg}; the environment wins. */
@ObjectClassDefinition(
    name = "LumoAuth database",
    description = "Where the server keeps its data. LUMOAUTH_DB_URL, _USER and _PASSWORD win.")
public @interface PersistenceConfig {

  @AttributeDefinition(
      description =
          "jdbc:mariadb://host:3306/database, or empty for an embedded H2 in the data folder")
  String url() default "";

  @AttributeDefinition(description = "The database user")
  String user() default "";

  @AttributeDefinition(type = AttributeType.PASSWORD, description = "The database password")
  String password() default "";

  @AttributeDefinition(
      description =
          "Connections at most for transactions; twice as many again for single statements, and two"
              + " more")
  int poolSize() default 10;
}
