/** Extensions by modules to the responses of the AuthZEN Authorization API: its profiles. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.api.evaluation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
