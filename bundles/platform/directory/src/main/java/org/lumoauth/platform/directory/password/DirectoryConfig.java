/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.directory.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth directory",
    description = "Users, groups and password rules")
public @interface DirectoryConfig {

  @AttributeDefinition(
      name = "Minimum password length",
      description =
          "In characters. 15 for passwords that are the only factor, 8 if every sign-in requires"
              + " a second factor (NIST SP 800-63B-4 section 3.1.1.2).",
      min = "8",
      max = "64")
  int passwordMinLength() default 15;
}
