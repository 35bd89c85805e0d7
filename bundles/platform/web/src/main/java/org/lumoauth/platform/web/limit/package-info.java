/** Rate limits of requests, by operation, caller and network. */
package org.lumoauth.platform.web.limit;
