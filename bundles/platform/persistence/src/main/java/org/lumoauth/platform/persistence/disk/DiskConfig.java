package org.lumoauth.platform.persistence.disk;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.disk.cfg}. */
@ObjectClassDefinition(name = "LumoAuth disk space")
@interface DiskConfig {

  /** The pid. */
  String PID = "org.lumoauth.platform.disk";

  @AttributeDefinition(
      description =
          "Free disk space in MiB, in the data folder and in that of an embedded database, below"
              + " which the server is not ready and writes to an embedded database fail with 503."
              + " 0: no limit.")
  long minFreeMegabytes() default 256;
}
