/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.persistence.cfg}. Environment variables take precedence. */
@ObjectClassDefinition(
    name = "LumoAuth database",
    description =
        "The database of the server. LUMOAUTH_DB_URL, _USER and _PASSWORD take " + "precedence.")
public @interface PersistenceConfig {

  @AttributeDefinition(
      description =
          "The JDBC URL, for example jdbc:mariadb://host:3306/database. If empty, an "
              + "embedded H2 in the data folder")
  String url() default "";

  @AttributeDefinition(description = "The database user")
  String user() default "";

  @AttributeDefinition(type = AttributeType.PASSWORD, description = "The database password")
  String password() default "";

  @AttributeDefinition(
      description =
          "The maximum number of connections for transactions. There are twice as "
              + "many for single statements, and six"
              + " more")
  int poolSize() default 10;
}
