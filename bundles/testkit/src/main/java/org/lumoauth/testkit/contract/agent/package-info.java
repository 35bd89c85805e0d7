/** Contract tests of the extension points of agents. */
@Export
@Version("1.0.0")
@NullMarked
package org.lumoauth.testkit.contract.agent;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
