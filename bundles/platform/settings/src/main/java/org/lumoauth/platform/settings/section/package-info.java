/** The settings sections of the platform itself. */
@NullMarked
package org.lumoauth.platform.settings.section;

import org.jspecify.annotations.NullMarked;
