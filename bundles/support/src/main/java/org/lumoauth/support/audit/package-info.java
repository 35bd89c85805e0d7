/** The queue of audit records on their way to another system. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.support.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
