/**
 * Pages for people: what a module shows in a browser, in the tenant's colours and the reader's
 * language.
 */
@Export
@Version("1.0.0")
package org.lumoauth.api.page;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
