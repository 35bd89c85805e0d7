/** Roles and permissions assigned to users and groups. */
@NullMarked
package org.lumoauth.platform.directory.role;

import org.jspecify.annotations.NullMarked;
