/** Rate limits: so many requests of one kind from one place in a time. */
package org.lumoauth.platform.web.limit;
