/** The common error format: classifies failures for the response and the log. */
package org.lumoauth.platform.web.failure;
