/**
 * Records changes of keys in the settings files of {@code etc/} in the platform's audit log, while
 * the server runs and between two starts.
 */
package org.lumoauth.platform.audit.files;
