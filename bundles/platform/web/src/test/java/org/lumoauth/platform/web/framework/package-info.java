/** An OSGi framework for tests of what comes and goes. */
package org.lumoauth.platform.web.framework;
