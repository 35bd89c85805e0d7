/** What modules add to the answers of the AuthZEN Authorization API: profiles of it. */
@Export
@Version("1.0.0")
package org.lumoauth.api.evaluation;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
