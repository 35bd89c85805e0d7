/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.disk;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.disk.cfg}. */
@ObjectClassDefinition(name = "LumoAuth disk space")
@interface DiskConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.disk";

  @AttributeDefinition(
      description =
          "The minimum free disk space in MiB, in the data folder and in the folder "
              + "of an embedded database. Below"
              + " it, the server is not ready and writes to an embedded database fail with "
              + "503."
              + " 0 disables the limit.")
  long minFreeMegabytes() default 256;
}
