/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

/**
 * The identity that signed a request, as reported by the security token service (STS).
 *
 * @param role the role of the session that signed
 * @param arn the ARN of the session
 */
record AwsCallerIdentity(AwsRoleArn role, String arn) {}
