/** Counters of requests, without locks. */
package org.lumoauth.platform.web.meter;
