/** A framework for tests, and small bundles that are built for it while the tests run. */
package org.lumoauth.platform.modules.sample;
