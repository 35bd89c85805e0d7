/**
 * In-memory stand-ins for the services of the platform. They keep the contract of what they stand
 * in for, remember what they were told, and do nothing else.
 */
@Export
@Version("1.7.0")
package org.lumoauth.testkit.fake;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
