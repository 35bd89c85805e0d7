/** Requests for the tests of endpoints. */
package org.lumoauth.platform.web.testkit;
