/** Fake requests for endpoint tests. */
package org.lumoauth.platform.web.testkit;
