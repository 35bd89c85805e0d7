/** The audit log: a hash chain per tenant, written in batches, durable before the answer. */
package org.lumoauth.platform.audit;
