"""Short comments that interviewers wrote down beside an answer: invented, by domain and answer."""

from __future__ import annotations

from making.chance import Chance
from making.factors import domain_of

_COMMENTS = {
    ("role", "yes"): (
        "It is all written down and people refer to it.", "Took a year, but everyone can now say what the role is.",
        "We go back to it in team meetings.", "It was rewritten with the peer workers themselves.",
        "Clear to me, and I think to the others.",
    ),
    ("role", "partly"): (
        "On paper yes; on a busy day it drifts.", "Clear for the groups, less so for one-to-one work.",
        "Depends who you ask.", "The newer staff know, the older ones less.",
    ),
    ("role", "no"): (
        "Everyone has a different idea of the job.", "I was told one thing at interview and did another.",
        "Nobody explained it to the people we see.", "We make it up as we go along.", "It changes with each manager.",
    ),
    ("practice", "yes"): (
        "That is the whole point of the role.", "You can see people relax when they hear it.",
        "It is not something I could do as a nurse.", "They spot things that we walk past.",
        "He had been there and it showed.",
    ),
    ("practice", "partly"): (
        "More in the groups than on the ward.", "With some people, not with all.", "When there is time for it.",
        "It is there, but it is not named.",
    ),
    ("practice", "no"): (
        "Mostly they do what support workers do.", "They are asked to make the tea.",
        "It gets lost in the paperwork.", "I could not tell you the difference.",
    ),
    ("employment", "yes"): (
        "The form was changed for these posts.", "Same band and same terms as anyone else.",
        "Personnel were helpful once we had explained.", "It was on the advert from the start.",
    ),
    ("employment", "partly"): (
        "For the paid posts only.", "After a lot of chasing.", "In one department, not in the others.",
        "Officially, yes.",
    ),
    ("employment", "no"): (
        "There is nowhere to go from here.", "Seven months from interview to first day.",
        "Nobody could tell me what it would do to my benefits.", "The checks nearly put me off altogether.",
        "Ours did not fit any profile they had.",
    ),
    ("training", "yes"): (
        "Eight weeks and it was very good.", "The ward had an afternoon on it before she came.",
        "Placements first, then the job.", "I still use what we did in week three.",
    ),
    ("training", "partly"): (
        "The course yes, the practice no.", "Only those who were on shift that day.", "Two days, could have been ten.",
        "Good on listening, thin on the computer system.",
    ),
    ("training", "no"): (
        "Straight from the course on to the ward.", "Nobody told us she was coming.",
        "There was an e-mail, I think.", "We learnt by getting it wrong.", "I had never been inside the office before.",
    ),
    ("support", "yes"): (
        "Every fortnight and it is never cancelled.", "We meet across the teams once a month.",
        "She asks how I am before she asks what I did.", "The plan has been used, and it worked.",
    ),
    ("support", "partly"): (
        "When the manager is not on leave.", "Good at first, then it thinned out.",
        "There is a plan; nobody has looked at it since.", "Informally, over a cup of tea.",
    ),
    ("support", "no"): (
        "Cancelled three times running.", "There is no slack in the rota for it.",
        "I rang a friend from the course instead.", "You are expected to cope.", "Nobody has the time.",
    ),
    ("boundaries", "yes"): (
        "It is up to me, and that is respected.", "Nobody looked at my old notes, they checked.",
        "We talked it through before the first visit.", "I knew who she would ring, and she did.",
    ),
    ("boundaries", "partly"): (
        "Until somebody asks you outright.", "Clear in the building, less clear in the supermarket.",
        "With some colleagues.", "There is a policy; it does not cover texting.",
    ),
    ("boundaries", "no"): (
        "I was introduced by my diagnosis.", "In January I was discussed in that room, in March I sat in it.",
        "Was she a friend or a worker? I never knew.", "People assume they may ask.",
    ),
    ("team", "yes"): (
        "He has a key, a desk and a say.", "They ask what I think first.", "After six months nobody gave it a thought.",
        "Nobody here fears for their job because of this.",
    ),
    ("team", "partly"): (
        "By the day shift.", "Invited to the meeting, not to the decision.", "It has got better.",
        "Most of us; not all.",
    ),
    ("team", "no"): (
        "Posts were being cut that very month.", "I eat my lunch on my own.",
        "They stop talking when I come in.", "Who carries the risk was never settled.", "No log-in for four months.",
    ),
    ("organisation", "yes"): (
        "It is in the strategy and the board asks about it.", "The director came to the first day of training.",
        "The money was found and it was kept.", "We had a letter before each step.",
    ),
    ("organisation", "partly"): (
        "At the top yes; in the middle I am less sure.", "In our directorate.", "It started well.",
        "There is a newsletter.",
    ),
    ("organisation", "no"): (
        "It felt like a way to save on salaries.", "Nobody counts what we do.",
        "The other team began from nothing again.", "We heard about it in the car park.", "All at once and in a rush.",
    ),
    ("diversity", "yes"): (
        "She speaks Sylheti and knows my street.", "People see themselves in the team.",
        "Faith and family are talked about here.", "Supervision is with somebody who understands.",
    ),
    ("diversity", "partly"): (
        "Better than the ward, not yet like the town.", "Women yes, men no.", "It depends who applies.",
    ),
    ("diversity", "no"): (
        "All of us are white and the ward is not.", "The course had one slide on it.",
        "Nobody asked what I would need.", "Not for want of wishing it.",
    ),
    ("benefit", "yes"): (
        "I would not have left the house without her.", "I got my confidence back.",
        "We talk differently about people now.", "People stay in touch who used to vanish.",
    ),
    ("benefit", "partly"): (
        "Hard to separate from everything else that changed.", "For some more than for others.",
        "Too early to say for certain.",
    ),
    ("benefit", "no"): (
        "I have seen no figures.", "If anything it costs us time.", "Not that I noticed.",
    ),
}  # fmt: skip


def comment_on(factor: str, in_place: str, chance: Chance) -> str:
    """A comment that fits the answer, or none where the interviewee could not say."""
    pool = _COMMENTS.get((domain_of()[factor], in_place))
    return chance.one_of(pool) if pool else ""
