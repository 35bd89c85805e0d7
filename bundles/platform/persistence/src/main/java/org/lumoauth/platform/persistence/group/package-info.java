/** Group commit: small changes of many callers, committed together. */
package org.lumoauth.platform.persistence.group;
